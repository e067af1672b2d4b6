package com.acmecrm.integration.console;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a page must never do: log an error, break its policy, ask another origin, miss a file, tell a token in an address. */
final class Faults {

    private static final int FIRST_REFUSAL = 400;

    /** Looks like a token, but is none. */
    private static final Pattern CURSOR = Pattern.compile("\\bcursor=[^&]*");

    private final URI origin;
    private final List<String> found = new ArrayList<>();

    private Faults(URI origin) {
        this.origin = origin;
    }

    static Faults watch(Page page, URI origin) {
        Faults faults = new Faults(origin);
        page.onConsoleMessage(faults::read);
        page.onPageError(error -> faults.found.add("exception: " + error));
        page.onRequest(faults::read);
        page.onResponse(faults::read);
        return faults;
    }

    List<String> found() {
        return found;
    }

    /** For a test that has made them. */
    void forgive() {
        found.clear();
    }

    private void read(ConsoleMessage message) {
        boolean wrong = message.type().equals("error") || message.type().equals("warning");
        // Chromium itself notes each refusal of the API; the page has to show it.
        boolean refusal = message.text().startsWith("Failed to load resource")
                && message.location().contains(origin + "/api/");
        if (wrong && !refusal) {
            found.add("console: " + message.text() + " at " + message.location());
        }
    }

    private void read(Request request) {
        String url = request.url();
        if (!url.startsWith(origin + "/") && !url.startsWith("data:") && !url.startsWith("blob:")) {
            found.add("another origin: " + url);
        }
        if (CURSOR.matcher(url).replaceAll("").contains("eyJ")) {
            found.add("a token in an address: " + url);
        }
    }

    private void read(Response response) {
        if (response.status() >= FIRST_REFUSAL && !response.url().startsWith(origin + "/api/")) {
            found.add(response.status() + " " + response.url());
        }
    }
}
