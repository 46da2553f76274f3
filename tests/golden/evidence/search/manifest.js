briefbookSearch.manifest({"version":1,"pages":38,"firstPages":[0],"firstWords":["02"]});
