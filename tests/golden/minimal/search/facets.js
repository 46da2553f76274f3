briefbookSearch.facets({"kinds":[["actor",[2]],["brief",[0]],["page",[5]],["source",[3]],["term",[4]],["topic",[1]]],"topics":[["getting-started",[0,1,1]]]});
