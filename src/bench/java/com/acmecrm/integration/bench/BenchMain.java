package com.acmecrm.integration.bench;

import com.acmecrm.integration.dev.DevException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** {@code mvn -Pbench}: starts the service, measures it, writes what was found. */
public final class BenchMain {

    /** Tells Maven, which would print a stack trace at an exit status. */
    private static final Path FAILURE = Path.of(System.getProperty("bench.failure"));

    private BenchMain() {}

    public static void main(String[] arguments) throws Exception {
        int status = 1;
        Files.createDirectories(FAILURE.getParent());
        Files.writeString(FAILURE, "The run did not come to its end.");
        try {
            run(Settings.read());
            Files.delete(FAILURE);
            status = 0;
        } catch (VoidRunException | DevException sentence) {
            System.out.println("\n" + sentence.getMessage() + "\n");
        } catch (Exception failure) {
            failure.printStackTrace();
        }
        System.exit(status); // Hyperfoil leaves threads behind
    }

    private static void run(Settings settings) throws IOException, InterruptedException, SQLException {
        System.out.println("Starting PostgreSQL, Redis, Kafka and the application ...");
        try (Site site = Site.start(settings)) {
            Results results = measure(site, settings);
            new Report(settings.home()).write(results);
        }
    }

    private static Results measure(Site site, Settings settings) throws SQLException, InterruptedException {
        HttpLoad http = new HttpLoad(site.url());
        Contacts contacts = new Contacts(site.token());
        Machine machine = Machine.look();
        System.out.println("Warming up ...");
        new WarmUp(site, http, contacts).run(settings.warmUp());
        JdbcLoad jdbc = JdbcLoad.prepare(site, contacts);
        Comparer comparer = new Comparer(site, settings, http, jdbc, contacts);
        List<Comparison> comparisons = comparer.run();
        System.out.println("Batches ...");
        BatchComparison batches = new BatchComparer(site, settings, comparer, contacts, jdbc.templates()).run();
        System.out.println("Commit to Kafka ...");
        CommitToKafka.Latency latency = new CommitToKafka(site, settings, http, contacts).run();
        System.out.println("Backlog ...");
        List<Backlog.Relayed> relayed = new ArrayList<>();
        Backlog backlog = new Backlog(site, settings.backlog());
        for (int apart : Settings.APART) {
            relayed.add(backlog.run(apart));
        }
        return new Results(settings, machine, comparisons, batches, relayed, latency);
    }
}
