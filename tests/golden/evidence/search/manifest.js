briefbookSearch.manifest({"version":1,"pages":37,"firstPages":[0],"firstWords":["02"]});
