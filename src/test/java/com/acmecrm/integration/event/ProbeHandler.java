package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.WorkDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Added to the WAR by a test: keeps each event in the table {@code handled}, then fails where the key says so, as a
 * handler may or as none should. What it keeps is undone by its failure, as that of any handler is.
 */
@ApplicationScoped
public class ProbeHandler implements EventHandler {

    private static final Pattern FAILING = Pattern.compile("fails-(\\d+)-times-.*");

    @Inject
    WorkDatabase database;

    @Override
    public void handle(Message event) {
        if (event.key().startsWith("dies-")) {
            throw new LinkageError("The probe dies");
        }
        if (!event.key().startsWith("probe-") && !event.key().startsWith("fails-")) {
            return;
        }
        database.update("insert into handled (key, version) values (?, ?)", event.key(), event.version());
        Matcher failing = FAILING.matcher(event.key());
        if (event.version() == 1 && failing.matches() && failures(event) < Integer.parseInt(failing.group(1))) {
            throw new IllegalStateException("The probe fails");
        }
    }

    private int failures(Message event) {
        return database.query(
                        "select processing_attempts from event_processing where id = ?",
                        row -> row.getInt(1),
                        event.id())
                .get(0);
    }
}
