briefbookSearch.manifest({"version":2,"pages":6,"pageCounts":[6],"firstWords":["12"]});
