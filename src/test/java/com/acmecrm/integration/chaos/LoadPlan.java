package com.acmecrm.integration.chaos;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a load consists of, as a command line.
 *
 * @param marker with which the keys of its contacts begin
 * @param journal a line for each answer
 * @param atMost it ends by itself
 * @param rate requests in a second
 * @param reads of a hundred requests; the others write
 * @param nodes that take them in turn
 */
record LoadPlan(String marker, Path journal, Duration atMost, int rate, int contacts, int reads, List<URI> nodes) {

    static LoadPlan of(String[] arguments) {
        return new LoadPlan(
                arguments[0],
                Path.of(arguments[1]),
                Duration.parse(arguments[2]),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]),
                Arrays.stream(arguments).skip(6).map(URI::create).toList());
    }

    List<String> arguments() {
        return Stream.concat(
                        Stream.of(marker, journal, atMost, rate, contacts, reads)
                                .map(Object::toString),
                        nodes.stream().map(URI::toString))
                .toList();
    }
}
