package com.acmecrm.integration.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A relay in memory that crashes at a given step, starts again and comes to the end; a step is a mark or a message. */
final class SimulatedRelay {

    private static final int BATCH = 3;

    private final Habit habit;
    private final List<OutboxRow> rows;
    private final List<Arrival> topic = new ArrayList<>();
    private int stepsUntilCrash;

    private SimulatedRelay(Habit habit, List<OutboxRow> pending, int crashAfter) {
        this.habit = habit;
        this.rows = new ArrayList<>(pending);
        this.stepsUntilCrash = crashAfter;
    }

    /** What stands in PostgreSQL and on Kafka when all is over. */
    static History run(Habit habit, List<OutboxRow> pending, int crashAfter) {
        SimulatedRelay relay = new SimulatedRelay(habit, pending, crashAfter);
        try {
            relay.relayAll();
        } catch (Crash crash) {
            relay.relayAll();
        }
        return new History(relay.rows, relay.topic, List.of());
    }

    /** It has crashed somewhere if it was given fewer steps than this; the marks, then the messages. */
    static int stepsOfAll(List<OutboxRow> pending) {
        return (pending.size() + BATCH - 1) / BATCH + pending.size();
    }

    private void relayAll() {
        for (List<OutboxRow> batch = batch(); !batch.isEmpty(); batch = batch()) {
            steps(batch).forEach(this::take);
        }
    }

    private Stream<Runnable> steps(List<OutboxRow> batch) {
        Stream<Runnable> mark = Stream.of(() -> mark(batch));
        Stream<Runnable> send = batch.stream().map(row -> () -> send(row));
        return habit == Habit.MARK_THEN_SEND ? Stream.concat(mark, send) : Stream.concat(send, mark);
    }

    private void take(Runnable step) {
        if (stepsUntilCrash-- == 0) {
            throw new Crash();
        }
        step.run();
    }

    private List<OutboxRow> batch() {
        return rows.stream().filter(row -> !row.isProcessed()).limit(BATCH).toList();
    }

    private void send(OutboxRow row) {
        topic.add(new Arrival(row.id(), row.key(), row.version()));
    }

    private void mark(List<OutboxRow> batch) {
        var ids = batch.stream().map(OutboxRow::id).collect(Collectors.toSet());
        rows.replaceAll(row -> ids.contains(row.id()) ? processed(row) : row);
    }

    private static OutboxRow processed(OutboxRow row) {
        return new OutboxRow(row.id(), row.key(), row.type(), row.version(), row.seq(), "processed");
    }

    /** What comes first. */
    enum Habit {
        MARK_THEN_SEND,
        SEND_THEN_MARK
    }

    private static final class Crash extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
