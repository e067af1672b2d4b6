package com.acmecrm.integration.chaos;

import com.acmecrm.integration.chaos.Call.Op;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** A steady stream of changes, whatever becomes of each. Contacts take turns, nodes too. */
final class Load {

    /** Every so many-th patch is sent to a second node as well: two writers at once, of whom one may win. */
    private static final int RIVALRY = 5;

    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final RandomGenerator random = new Random();
    private final Phaser underWay = new Phaser(1);
    private final Queue<LoadContact> idle = new ConcurrentLinkedQueue<>();
    private final LoadPlan plan;
    private final Journal journal;
    private final Api api;
    private ScheduledFuture<?> sending;
    private volatile Throwable broken;
    private int turn;

    Load(LoadPlan plan, Journal journal) {
        this.plan = plan;
        this.journal = journal;
        this.api = Api.logIn(plan.nodes().get(0));
        IntStream.range(0, plan.contacts()).mapToObj(this::contact).forEach(idle::add);
    }

    private LoadContact contact(int number) {
        return new LoadContact(plan.marker() + "." + number);
    }

    void begin() {
        sending = pace.scheduleAtFixedRate(this::sendNext, 0, 1_000_000 / plan.rate(), TimeUnit.MICROSECONDS);
    }

    /**
     * Waits for the last answers.
     *
     * @throws IllegalStateException if an answer could not be kept: a load that hides something is of no use
     */
    void end() throws InterruptedException {
        boolean wasSending = sending.cancel(false);
        pace.shutdown();
        pace.awaitTermination(1, TimeUnit.MINUTES);
        underWay.arriveAndAwaitAdvance();
        if (!wasSending || broken != null) {
            throw new IllegalStateException("The load broke off", broken);
        }
    }

    /** Nothing where every contact waits for an answer still. */
    private void sendNext() {
        LoadContact contact = idle.poll();
        if (contact == null) {
            return;
        }
        Op op = contact.nextOp(random, plan.reads());
        HttpRequest request = contact.request(op, api, node(turn), random);
        long begin = System.nanoTime();
        underWay.register();
        CompletableFuture<?> rival =
                op == Op.PATCH && isRivalsTurn() ? sendRival(contact) : CompletableFuture.completedFuture(null);
        CompletableFuture<?> answered = send(request)
                .thenAccept(answer -> journal.write(contact.answered(op, answer).took(since(begin))));
        CompletableFuture.allOf(rival, answered).whenComplete((done, failure) -> noteEnd(contact, failure));
        turn++;
    }

    private void noteEnd(LoadContact contact, Throwable failure) {
        idle.add(contact);
        if (failure != null) {
            broken = failure;
        }
        underWay.arriveAndDeregister();
    }

    private boolean isRivalsTurn() {
        return plan.nodes().size() > 1 && turn % RIVALRY == 0;
    }

    private CompletableFuture<Void> sendRival(LoadContact contact) {
        long begin = System.nanoTime();
        return send(contact.request(Op.PATCH, api, node(turn + 1), random))
                .thenAccept(
                        answer -> journal.write(contact.call(Op.PATCH, answer).took(since(begin))));
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private URI node(int number) {
        return plan.nodes().get(number % plan.nodes().size());
    }

    /** Ends without an answer where none came. */
    private CompletableFuture<Optional<HttpResponse<String>>> send(HttpRequest request) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .handle((answer, failure) -> Optional.ofNullable(answer));
    }
}
