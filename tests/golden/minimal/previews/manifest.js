briefbookPreviews.manifest({"firsts":["actors/example-agency.html"]});
