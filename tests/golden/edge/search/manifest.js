briefbookSearch.manifest({"version":1,"pages":17,"firstPages":[0],"firstWords":["0"]});
