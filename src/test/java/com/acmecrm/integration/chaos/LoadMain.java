package com.acmecrm.integration.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A load in a process of its own. It ends after the time it was given, or with its standard input. */
final class LoadMain {

    private LoadMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        LoadPlan plan = LoadPlan.of(arguments);
        try (Journal journal = new Journal(plan.journal())) {
            Load load = new Load(plan, journal);
            load.begin();
            inputEnded().await(plan.atMost().toMillis(), TimeUnit.MILLISECONDS);
            load.end();
        }
    }

    /** Also when the process at its other end is killed. */
    private static CountDownLatch inputEnded() {
        CountDownLatch ended = new CountDownLatch(1);
        Thread reader = new Thread(() -> {
            awaitEndOfInput();
            ended.countDown();
        });
        reader.setDaemon(true);
        reader.start();
        return ended;
    }

    private static void awaitEndOfInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            return; // an end, too
        }
    }
}
