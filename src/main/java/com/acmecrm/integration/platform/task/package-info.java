/**
 * Work that a node does again and again. Each task registers its name and its period, so that health and metrics show a
 * task that has stopped, whatever stopped it: a hang, an executor that refuses, a thread that died, a cancelled schedule.
 * Knows no feature.
 */
package com.acmecrm.integration.platform.task;
