use super::place::{ISLAND, PADDING, WIDTH, place};
use super::*;

fn node(title: &str) -> Node {
    Node { href: format!("{title}.html"), title: title.to_owned(), lang: None }
}

/// Topics of several sizes, with names from short to far too long.
fn map(topics: usize, bridges: usize) -> Map {
    let name = |at: usize| {
        "Ministry of Enterprises and Made in Italy and more "[..3 + 7 * (at % 7)].to_owned()
    };
    let island = |at: usize| Island {
        node: node(&format!("Topic & <{at}>")),
        lines: vec!["7 briefs".to_owned(); at % 3],
        briefs: (0..(at * 5) % 23).map(|it| (it + 1, node("A brief"))).collect(),
        actors: (0..(at * 3) % 11).map(|it| node(&name(it + at))).collect(),
        more: at.is_multiple_of(4).then(|| node("+ 12 actors")),
    };
    let bridge = |at: usize| Bridge {
        node: node(&name(at)),
        ties: (0..topics.min(1 + at % 5)).map(|it| ((it * 3 + at) % topics, 9 - it)).collect(),
    };
    Map {
        named_by: "a",
        described_by: "b",
        islands: (0..topics).map(island).collect(),
        bridges: (0..bridges).map(bridge).collect(),
    }
}

/// Everything that can be pointed at, as left, top, right, bottom.
fn boxes(map: &Map) -> Vec<[i32; 4]> {
    let placed = place(map);
    let mut boxes = Vec::new();
    for island in &placed.islands {
        boxes.push([island.x + PADDING, island.y + 10, island.x + ISLAND - PADDING, island.y + 30]);
        boxes.extend(island.briefs.iter().map(|&(x, y)| [x, y, x + 26, y + 26]));
        let words = island.actors.iter();
        boxes.extend(words.map(|it| [it.x, it.y - 17, it.x + it.width, it.y + 7]));
        for it in &boxes[boxes.len() - 1 - island.briefs.len() - island.actors.len()..] {
            assert!(it[0] >= island.x && it[2] <= island.x + ISLAND, "{it:?} in {island:?}");
            assert!(it[1] >= island.y && it[3] <= island.y + island.height, "{it:?} in {island:?}");
        }
    }
    boxes.extend(placed.bridges.iter().map(|it| {
        let (half, y) = (it.name.width / 2, it.name.y);
        [it.name.x - half, y - 17, it.name.x + half, y + 9]
    }));
    for it in &boxes {
        assert!(it[0] >= 0 && it[2] <= WIDTH && it[1] >= 0 && it[3] <= placed.height, "{it:?}");
    }
    boxes
}

#[test]
fn nothing_overlaps_and_all_lies_in_the_picture() {
    for (topics, bridges) in [(2, 0), (3, 1), (5, 20), (11, 20), (12, 20)] {
        let boxes = boxes(&map(topics, bridges));
        for (at, one) in boxes.iter().enumerate() {
            for other in &boxes[at + 1..] {
                let apart = one[2] <= other[0]
                    || other[2] <= one[0]
                    || one[3] <= other[1]
                    || other[3] <= one[1];
                assert!(apart, "{one:?} lies over {other:?} of {topics} topics");
            }
        }
    }
}

#[test]
fn everything_is_a_link_with_its_whole_name() {
    let map = map(11, 20);
    let svg = map.draw().unwrap();
    let nodes: usize = map
        .islands
        .iter()
        .map(|it| 1 + it.briefs.len() + it.actors.len() + usize::from(it.more.is_some()))
        .sum();
    assert_eq!(svg.matches("<a href=").count(), nodes + 20);
    assert_eq!(svg.matches("<title>").count(), nodes + 20);
    assert_eq!(
        svg.matches("<path").count(),
        map.bridges.iter().map(|it| it.ties.len()).sum::<usize>()
    );
    assert!(svg.contains("Topic &amp; &lt;3&gt;") && !svg.contains("<3>"));
    assert_eq!(svg, map.draw().unwrap());
}

#[test]
fn one_topic_is_no_map() {
    assert_eq!(map(1, 0).draw(), None);
}

#[test]
fn ties_to_what_is_not_there_are_not_drawn() {
    let mut map = map(3, 1);
    map.bridges[0].ties = vec![(7, 2)];
    assert!(!map.draw().unwrap().contains("<path"));
}
