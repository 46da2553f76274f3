briefbookSearch.manifest({"pages":17,"pageCounts":[17],"firstWords":["0"]});
