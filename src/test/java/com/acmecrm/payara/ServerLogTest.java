package com.acmecrm.payara;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ServerLogTest {

    @Test
    void lineAboutAClosedConnectionShouldBeLeftOut() {
        assertThat(isLogged(new IOException("Broken pipe"))).isFalse();
        assertThat(isLogged(new UncheckedIOException(new IOException("Connection is closed"))))
                .isFalse();
    }

    @Test
    void lineAboutAnythingElseShouldBeLogged() {
        assertThat(isLogged(null)).isTrue();
        assertThat(isLogged(new IllegalStateException("no", new NullPointerException())))
                .isTrue();
    }

    private static boolean isLogged(Throwable thrown) {
        LogRecord line = new LogRecord(Level.SEVERE, "a line");
        line.setThrown(thrown);
        return ServerLog.isNotAboutTheConnection(line);
    }
}
