package com.acmecrm.integration.chaos;

import com.acmecrm.integration.console.Chromium;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** The console's list of contacts in a browser, scrolled on and on, and what the page needs for it. */
record EndlessList(BrowserContext context, Page page, CDPSession devtools) implements AutoCloseable {

    /** What one collection leaves to be finalised goes with the next. */
    private static final int COLLECTIONS = 3;

    private static final String DOWN = """
            async row => {
              const list = document.querySelector('.windowed');
              for (;;) {
                list.scrollTop = list.scrollHeight;
                await new Promise(requestAnimationFrame);
                const shown = list.querySelectorAll('[data-row]');
                if (shown.length && Number(shown[shown.length - 1].dataset.row) >= row) return;
              }
            }""";

    private static final String UP = """
            async rows => {
              const list = document.querySelector('.windowed');
              list.scrollTop -= rows * list.querySelector('[data-row]').offsetHeight;
              while (!list.querySelector('[data-row]')) await new Promise(requestAnimationFrame);
            }""";

    static EndlessList open(URI node, String token) {
        BrowserContext context = Chromium.browser().newContext();
        context.addInitScript("sessionStorage.setItem('acmecrm.token', '%s')".formatted(token));
        Page page = context.newPage();
        page.navigate(node + "/#/contacts");
        page.locator(".windowed [data-row]").first().waitFor();
        CDPSession devtools = context.newCDPSession(page);
        devtools.send("Performance.enable");
        return new EndlessList(context, page, devtools);
    }

    void scrollTo(int row) {
        page.evaluate(DOWN, row);
    }

    void scrollUp(int rows) {
        page.evaluate(UP, rows);
    }

    int firstRow() {
        return Integer.parseInt(page.locator(".windowed [data-row]").first().getAttribute("data-row"));
    }

    /** What is still needed, after the garbage is collected. */
    Memory memory() {
        for (int time = 0; time < COLLECTIONS; time++) {
            devtools.send("HeapProfiler.collectGarbage");
        }
        Map<String, Long> metrics = new HashMap<>();
        for (JsonElement metric : devtools.send("Performance.getMetrics").getAsJsonArray("metrics")) {
            JsonObject named = metric.getAsJsonObject();
            metrics.put(
                    named.get("name").getAsString(), (long) named.get("value").getAsDouble());
        }
        return new Memory(metrics.get("JSHeapUsedSize"), metrics.get("Nodes"));
    }

    @Override
    public void close() {
        context.close();
    }

    /** Of JavaScript's heap and of the document, with what is detached from it but held. */
    record Memory(long bytes, long nodes) {

        @Override
        public String toString() {
            return "%,d bytes and %d nodes".formatted(bytes, nodes);
        }
    }
}
