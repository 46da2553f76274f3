briefbookSearch.manifest({"version":1,"pages":6,"firstPages":[0],"firstWords":["12"]});
