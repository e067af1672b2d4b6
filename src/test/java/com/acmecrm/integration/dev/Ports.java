package com.acmecrm.integration.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback interface. */
final class Ports {

    private static final int ANY = 0;

    private Ports() {}

    /** The given port where it is free, so that addresses stay the same from start to start; else another. */
    static int freePreferably(int port) {
        return port != ANY && isFree(port) ? port : free();
    }

    static int free() {
        try (ServerSocket socket = open(ANY)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException("No free port", failure);
        }
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
