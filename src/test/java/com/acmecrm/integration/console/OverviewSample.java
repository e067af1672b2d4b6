package com.acmecrm.integration.console;

import com.microsoft.playwright.Route;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An overview as a busy service has it, for pictures and for what cannot be brought about quickly. */
final class OverviewSample {

    private static final int RATES = 60;
    private static final int TRAFFIC = 15;

    private OverviewSample() {}

    /** @param bad whether Kafka is away, events have failed, and so on */
    static void answer(Route route, boolean bad) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(200)
                .setContentType("application/json")
                .setBody(bad ? badNight() : goodDay()));
    }

    private static String goodDay() {
        return """
                {"data":{"events":{"pending":3,"published":12,"processed":1284311,"failed":0,"discarded":41},
                 "oldestPendingSeconds":0.4,"parked":0,"consumerLag":12,"poisonCount":0,"rates":[%s],"traffic":[%s],
                 "drift":{"found":0,"checkedAt":"%s"},
                 "dependencies":[{"name":"postgresql","state":"up","latencyMillis":1},
                  {"name":"redis","state":"up","latencyMillis":1},{"name":"kafka","state":"up","latencyMillis":4}]}}""".formatted(rates(0), traffic(0), minute(24));
    }

    private static String badNight() {
        return """
                {"data":{"events":{"pending":2210,"published":34,"processed":1284311,"failed":12,"discarded":41},
                 "oldestPendingSeconds":187.2,"parked":34,"consumerLag":null,"poisonCount":0,"rates":[%s],"traffic":[%s],
                 "drift":{"found":3,"checkedAt":"%s"},
                 "dependencies":[{"name":"postgresql","state":"up","latencyMillis":2},
                  {"name":"redis","state":"up","latencyMillis":1},{"name":"kafka","state":"degraded","latencyMillis":null}]}}""".formatted(rates(4), traffic(17), minute(24));
    }

    private static String rates(int failed) {
        return list(RATES, back -> {
            int published = back < 4 && failed > 0 ? 0 : wave(back, 9, 60, 25);
            return "{\"minute\":\"%s\",\"published\":%d,\"processed\":%d,\"failed\":%d}"
                    .formatted(minute(back), published, Math.max(0, published - back % 3), back < 6 ? failed : 0);
        });
    }

    private static String traffic(int refused) {
        return list(
                TRAFFIC,
                back -> "{\"minute\":\"%s\",\"requests\":%d,\"refused\":%d}"
                        .formatted(minute(back), wave(back, 4, 180, 60), back == 1 ? refused : 0));
    }

    private static String list(int minutes, IntFunction<String> one) {
        return IntStream.range(0, minutes)
                .map(index -> minutes - 1 - index)
                .mapToObj(one)
                .collect(Collectors.joining(","));
    }

    private static int wave(int back, int length, int middle, int height) {
        return (int) Math.round(middle + height * Math.sin((double) back / length));
    }

    private static Instant minute(int back) {
        return Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(back, ChronoUnit.MINUTES);
    }
}
