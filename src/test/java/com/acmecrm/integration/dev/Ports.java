package com.acmecrm.integration.dev;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback interface. */
final class Ports {

    private static final int ANY = 0;

    /**
     * Below the range from which systems take the ports of outgoing connections: while a server is down, a client that
     * knocks at its port could be given that very port, talk to itself, and keep the server from coming back.
     */
    private static final int LOWEST = 10_000;

    private static final int HIGHEST = 32_000;

    private Ports() {}

    /** The given port where it is free, so that addresses stay the same from start to start; else another. */
    static int freePreferably(int port) {
        return port != ANY && isFree(port) ? port : free();
    }

    static int free() {
        return ThreadLocalRandom.current()
                .ints(LOWEST, HIGHEST)
                .filter(Ports::isFree)
                .findFirst()
                .orElseThrow();
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = open(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static ServerSocket open(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true); // a port in TIME_WAIT is free for the servers, too
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }
}
