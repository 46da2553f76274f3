briefbookSearch.manifest({"pages":39,"pageCounts":[39],"firstWords":["02"]});
