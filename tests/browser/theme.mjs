// What the default theme promises to these tests: where things are on its pages.
//
// One place, so that a change of the theme's markup is one change here.

/** The field a reader types a query into, on the search page. */
export const searchField = "main input[type=search]";

/** What a search is narrowed by. */
export const searchKind = "main select[name=kind]";
export const searchTopic = "main select[name=topic]";

/** The links to what was found. */
export const searchResults = ".search-results a[href]";

/** Asks for further results. */
export const searchMore = ".search-more button";

/** Where the search page says how many things it found. */
export const searchStatus = "main [role=status]";

/** A citation's number in running text, and the way back from its note. */
export const noteReference = "main a[role=doc-noteref]";
export const noteBack = "a[role=doc-backlink]";

/** What is in the way on paper. */
export const notForPrint = "body > header nav, [role=search], .skip-link";

/** What is folded away on the screen; reference managers read no paper. */
export const folded = "main details:not(.fold, .how-to-cite *) > :not(summary)";

/** What a link leads to, shown beside it. */
export const preview = ".preview";

/** The navigation, and what opens it on a narrow screen. */
export const menu = "header .menu";
export const menuSwitch = "header .menu-fold > summary";

/** What carries meaning by its edge: marks of confidence, status, disagreement. */
export const badge = ".badge";

/** The parts of pictures that show values, and the lines of their scales. */
export const pictureMarks = ".chart-mark :is(path, circle, rect), .strip-bar, .map-plate, .map-brief, .map-bridge path, .near-lines path";
export const pictureScales = ".chart-grid path, .strip-foot, .strip-tick";
