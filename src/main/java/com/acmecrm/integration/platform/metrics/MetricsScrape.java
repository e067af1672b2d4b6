package com.acmecrm.integration.platform.metrics;

/** Someone is about to read the meters; whoever has figures that must be fetched first fetches them now. */
public record MetricsScrape() {}
