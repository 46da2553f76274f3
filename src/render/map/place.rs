//! Where everything on a map stands, in whole units.
//!
//! Knows nothing about SVG, but for the way a curve is written.

use super::{Bridge, Island, Map, width};

/// Of the picture, in its units: a page of the default theme shows one unit as about one pixel.
pub const WIDTH: i32 = 1040;
/// How wide a topic is.
pub const ISLAND: i32 = 325;
pub const PADDING: i32 = 14;
/// The side of a brief's square. Targets of 24 pixels are easy enough to hit.
pub const SQUARE: i32 = 26;
const STEP: i32 = 29;
const ROW: i32 = 25;
/// Between topics, and around all.
const GAP: i32 = 18;
const MARGIN: i32 = 2;
/// Sizes of type; the style sheet has the same.
const NAME: i32 = 18;
const NOTE: i32 = 12;
const ACTOR: i32 = 13;
/// Between names of shared actors.
const PITCH: i32 = 34;
const PLATE: i32 = 190;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    pub height: i32,
    pub islands: Vec<PlacedIsland>,
    pub bridges: Vec<PlacedBridge>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedIsland {
    pub x: i32,
    pub y: i32,
    pub height: i32,
    pub name: String,
    pub lines: Vec<(i32, String)>,
    pub briefs: Vec<(i32, i32)>,
    pub actors: Vec<Label>,
}

/// Words at the foot of which `y` lies. `x` is their start, or their middle for a shared actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub label: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedBridge {
    pub name: Label,
    pub lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// From 1 to 3.
    pub strength: usize,
    pub d: String,
}

pub fn place(map: &Map) -> Placed {
    let mut islands: Vec<PlacedIsland> = map.islands.iter().map(shape).collect();
    let bridges = PITCH * i32::try_from(map.bridges.len()).unwrap_or_default();
    let height = stack(&mut islands).max(bridges + GAP);
    let middles = spread(&map.bridges, &islands, height);
    // What ends at a topic is spread along its side, in the order of where it comes from.
    let mut ends: Vec<(usize, i32, usize)> = Vec::new();
    for (at, bridge) in map.bridges.iter().enumerate() {
        let known = bridge.ties.iter().filter(|(island, _)| *island < islands.len());
        ends.extend(known.map(|&(island, _)| (island, middles[at], at)));
    }
    ends.sort_unstable();
    let most = map.bridges.iter().flat_map(|it| &it.ties).map(|it| it.1).max().unwrap_or(1).max(1);
    let plate = |bridge: &Bridge| {
        let label = width::fit(&bridge.node.title, ACTOR, PLATE - 24);
        let plate = width::of(&label, ACTOR) + 24;
        (label, plate)
    };
    let plates: Vec<(String, i32)> = map.bridges.iter().map(plate).collect();
    let widest = plates.iter().map(|it| it.1).max().unwrap_or_default() + 8;
    let placed = map.bridges.iter().enumerate().map(|(at, bridge)| {
        let (label, plate) = plates[at].clone();
        let y = middles[at];
        let line = |&(island, strength): &(usize, usize)| {
            let to = islands.get(island)?;
            let arriving = ends.iter().filter(|it| it.0 == island);
            let count = i32::try_from(arriving.clone().count()).ok()?;
            let place = i32::try_from(arriving.clone().position(|it| it.2 == at)?).ok()?;
            let end = to.y + (2 * place + 1) * to.height / (2 * count);
            let left = to.x < WIDTH / 2;
            let side = |half: i32| if left { WIDTH / 2 - half } else { WIDTH / 2 + half };
            // Straight past the other names before it bends.
            let (from, edge) = (side(plate / 2), side(widest / 2));
            let port = if left { to.x + ISLAND } else { to.x };
            let bend = (edge + port) / 2;
            let strength = 1 + 3 * strength.saturating_sub(1) / most;
            Some(Line {
                strength: strength.min(3),
                d: format!("M{from} {y}H{edge}C{bend} {y} {bend} {end} {port} {end}"),
            })
        };
        PlacedBridge {
            lines: bridge.ties.iter().filter_map(line).collect(),
            name: Label { x: WIDTH / 2, y: y + 4, width: plate, label },
        }
    });
    let bridges = placed.collect();
    Placed { height, islands, bridges }
}

/// A topic by itself, at the top of the picture.
fn shape(island: &Island) -> PlacedIsland {
    let room = ISLAND - 2 * PADDING;
    let mut y = 26;
    let lines = island.lines.iter().flat_map(|line| width::wrap(line, NOTE, room));
    let lines: Vec<(i32, String)> =
        (0..).zip(lines).map(|(at, line)| (y + 18 + 16 * at, line)).collect();
    y = lines.last().map_or(y, |last| last.0);
    y += 12;
    let per_row = (room + STEP - SQUARE) / STEP;
    let mut briefs = Vec::new();
    for (at, _) in (0..).zip(&island.briefs) {
        briefs.push((PADDING + at % per_row * STEP, y + at / per_row * STEP));
    }
    y = briefs.last().map_or(y, |last| last.1 + STEP + 6);
    // Two columns; a name too long for one gets a row of its own.
    let column = room / 2;
    let mut actors = Vec::new();
    let (mut at, mut row) = (0, y + 13);
    for node in island.actors.iter().chain(&island.more) {
        let wide = width::of(&node.title, ACTOR) > column - 10;
        if wide && at == 1 {
            (at, row) = (0, row + ROW);
        }
        let own = if wide { room } else { column - 6 };
        let label = width::fit(&node.title, ACTOR, own);
        let width = width::of(&label, ACTOR).max(24);
        actors.push(Label { x: PADDING + at * column, y: row, width, label });
        at = if wide { 2 } else { at + 1 };
        if at == 2 {
            (at, row) = (0, row + ROW);
        }
    }
    let bottom = actors.last().map_or(y, |last| last.y + 17);
    PlacedIsland {
        x: 0,
        y: 0,
        height: bottom,
        name: width::fit(&island.node.title, NAME, room),
        lines,
        briefs,
        actors,
    }
}

/// Cuts the ring into a left side, downwards, and a right one, upwards, about as high as each
/// other; the height of the picture.
fn stack(islands: &mut [PlacedIsland]) -> i32 {
    let whole: i32 = islands.iter().map(|it| it.height + GAP).sum();
    // As many on the left as bring it nearest to a half.
    let (mut cut, mut best, mut above) = (0, i32::MAX, 0);
    for (at, island) in islands.iter().enumerate() {
        above += island.height + GAP;
        let off = (2 * above - whole).abs();
        if off < best {
            (cut, best) = (at + 1, off);
        }
    }
    let (left, right) = islands.split_at_mut(cut);
    let heights = [&*left, &*right].map(|side| {
        side.iter().map(|it| it.height + GAP).sum::<i32>() - if side.is_empty() { 0 } else { GAP }
    });
    let height = heights[0].max(heights[1]) + 2 * MARGIN;
    let side =
        |islands: &mut dyn Iterator<Item = &mut PlacedIsland>, own: i32, x: i32, n: usize| {
            // The shorter side is spread over the height.
            let spare = (height - 2 * MARGIN - own)
                / i32::try_from(n.saturating_sub(1).max(1)).unwrap_or(1);
            let mut y = if n == 1 { (height - own) / 2 } else { MARGIN };
            for island in islands {
                move_by(island, x, y);
                y += island.height + GAP + spare;
            }
        };
    let counts = [left.len(), right.len()];
    side(&mut left.iter_mut(), heights[0], MARGIN, counts[0]);
    side(&mut right.iter_mut().rev(), heights[1], WIDTH - MARGIN - ISLAND, counts[1]);
    height
}

fn move_by(island: &mut PlacedIsland, x: i32, y: i32) {
    island.x += x;
    island.y += y;
    island.lines.iter_mut().for_each(|it| it.0 += y);
    for brief in &mut island.briefs {
        *brief = (brief.0 + x, brief.1 + y);
    }
    for actor in &mut island.actors {
        actor.x += x;
        actor.y += y;
    }
}

/// The heights of shared actors: each at the mean of its topics by the strength of the ties, then
/// moved so that no two are nearer than their names need.
fn spread(bridges: &[Bridge], islands: &[PlacedIsland], height: i32) -> Vec<i32> {
    let mean = |bridge: &Bridge| {
        let ties = bridge.ties.iter().filter_map(|&(at, n)| {
            let island = islands.get(at)?;
            Some((i64::from(island.y + island.height / 2), i64::try_from(n).ok()?))
        });
        let (sum, weight) = ties.fold((0, 0), |all, (y, n)| (all.0 + y * n, all.1 + n));
        if weight == 0 { i64::from(height / 2) } else { sum / weight }
    };
    let mut order: Vec<(i64, usize)> =
        bridges.iter().enumerate().map(|(at, bridge)| (mean(bridge), at)).collect();
    order.sort_unstable();
    // Means lie close together; what counts is their order, which is drawn over the height.
    let step = (height - GAP) / i32::try_from(bridges.len().max(1)).unwrap_or(1);
    let step = step.clamp(PITCH, 3 * PITCH);
    let top = (height - step * i32::try_from(bridges.len()).unwrap_or_default()) / 2;
    let mut middles = vec![0; bridges.len()];
    for (row, &(_, at)) in (0..).zip(&order) {
        middles[at] = top + step * row + step / 2;
    }
    middles
}
