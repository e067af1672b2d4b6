package com.acmecrm.integration.chaos;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many calls at the same time, each on a connection of its own, to all nodes in turn. */
final class Rush {

    private Rush() {}

    /** How often which status was the answer. */
    static Map<Integer, Long> statuses(Api api, List<URI> nodes, String path, int calls) {
        HttpClient http = HttpClient.newHttpClient();
        List<CompletableFuture<Integer>> answers = IntStream.range(0, calls)
                .mapToObj(call -> api.get(nodes.get(call % nodes.size()), path))
                .map(request -> http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                        .thenApply(HttpResponse::statusCode))
                .toList();
        return answers.stream()
                .map(CompletableFuture::join)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
