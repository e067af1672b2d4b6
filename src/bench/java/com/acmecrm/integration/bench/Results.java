package com.acmecrm.integration.bench;

import java.util.List;

/** All that one run has found. */
record Results(
        Settings settings,
        Machine machine,
        List<Comparison> comparisons,
        BatchComparison batches,
        List<Backlog.Relayed> relayed,
        CommitToKafka.Latency latency) {}
