package com.acmecrm.integration.platform.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The end of the file {@code acmecrm.log.path}, or the process's standard output. Not {@code System.out}: both servers
 * put something of theirs in its place, which makes lines of their own form out of ours.
 */
public final class LogOutput extends OutputStreamAppender<ILoggingEvent> {

    @Override
    public void start() {
        setOutputStream(LogConfig.path().map(this::file).orElseGet(StandardOutput::new));
        super.start();
    }

    private OutputStream file(String path) {
        try {
            return new FileOutputStream(path, true);
        } catch (FileNotFoundException unusable) {
            // The check of the configuration refuses to start and needs somewhere to say why.
            return new StandardOutput();
        }
    }

    /** Whether lines can be written there. */
    public static boolean isUsable(String path) {
        try {
            Path file = Path.of(path).toAbsolutePath();
            return Files.exists(file)
                    ? Files.isRegularFile(file) && Files.isWritable(file)
                    : Files.isWritable(file.getParent());
        } catch (InvalidPathException none) {
            return false;
        }
    }

    /** The whole process's, and so not for closing. */
    private static final class StandardOutput extends FileOutputStream {

        StandardOutput() {
            super(FileDescriptor.out);
        }

        @Override
        public void close() {
            // Others still write there.
        }
    }
}
