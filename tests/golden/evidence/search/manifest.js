briefbookSearch.manifest({"version":2,"pages":38,"pageCounts":[38],"firstWords":["02"]});
