package com.acmecrm.integration.dev;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import redis.embedded.RedisServer;

/** A real Redis on the loopback interface; what it has acknowledged survives a restart within a second. */
final class EmbeddedRedisServer implements Running {

    private static final String PID_FILE = "redis.pid";

    private final RedisServer redis;
    private final Path pidFile;

    private EmbeddedRedisServer(RedisServer redis, Path pidFile) {
        this.redis = redis;
        this.pidFile = pidFile;
    }

    static Map<String, String> settings(int port) {
        return Map.of("acmecrm.redis.url", "redis://127.0.0.1:" + port);
    }

    static EmbeddedRedisServer start(Path data, int port) {
        Path pidFile = Folders.create(data).resolve(PID_FILE);
        Orphan.end(pidFile, "redis-server");
        try {
            RedisServer redis = RedisServer.newRedisServer()
                    .executableProvider(() -> Binary.FILE)
                    .port(port)
                    .setting("dir " + data)
                    .setting("pidfile " + pidFile)
                    .setting("appendonly yes")
                    .setting("save \"\"")
                    .build();
            redis.start();
            return new EmbeddedRedisServer(redis, pidFile);
        } catch (IOException failure) {
            throw new DevException(
                    "Redis does not start on %s; if its data is not needed, delete that folder and start again (%s)."
                            .formatted(data, failure.getMessage()),
                    failure);
        }
    }

    /** Unpacked once: a file that is open for writing cannot be run, nor while a process that was forked meanwhile has it. */
    private static final class Binary {

        static final File FILE = unpack();

        private static File unpack() {
            try {
                Path folder = Files.createTempDirectory("acmecrm-redis");
                folder.toFile().deleteOnExit();
                File file = RedisProcess.unpack(folder).toFile();
                file.deleteOnExit(); // which comes before its folder
                return file;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    @Override
    public ProcessHandle process() {
        return PidFile.read(pidFile).orElseThrow();
    }

    @Override
    public void close() {
        try {
            redis.stop();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
