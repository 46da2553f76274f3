briefbookSearch.manifest({"pages":6,"pageCounts":[6],"firstWords":["12"]});
