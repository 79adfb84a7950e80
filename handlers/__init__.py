"""How does Slack speak to kam, and how does kam answer? The only importer of Bolt."""
