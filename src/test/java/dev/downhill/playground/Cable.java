package dev.downhill.playground;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way from a browser to the service, which can be cut and mended. It keeps its port while it is cut. */
final class Cable implements AutoCloseable {
    private final int service;
    private final ServerSocket plug;
    private final Set<Socket> lines = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    Cable(int service) throws IOException {
        this.service = service;
        this.plug = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::listen);
    }

    int port() {
        return plug.getLocalPort();
    }

    /** Breaks every connection, and each new one as soon as it is made. */
    void cut() throws IOException {
        cut = true;
        breakLines();
    }

    void mend() {
        cut = false;
    }

    private void breakLines() throws IOException {
        for (Socket line : lines) {
            line.close();
        }
        lines.clear();
    }

    private void listen() {
        while (!plug.isClosed()) {
            try {
                Socket browser = plug.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), service);
                lines.add(browser);
                lines.add(server);
                if (cut) {
                    breakLines();
                } else {
                    Thread.startVirtualThread(() -> carry(browser, server));
                    Thread.startVirtualThread(() -> carry(server, browser));
                }
            } catch (IOException e) {
                // Cut or closed.
            }
        }
    }

    private static void carry(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Cut.
        }
    }

    @Override
    public void close() throws IOException {
        plug.close();
        cut();
    }
}
