briefbookSearch.manifest({"version":2,"pages":17,"pageCounts":[17],"firstWords":["0"]});
