briefbookSearch.manifest({"version":2,"pages":39,"pageCounts":[39],"firstWords":["02"]});
