briefbookSearch.manifest({"version":1,"pages":35,"firstPages":[0],"firstWords":["02"]});
