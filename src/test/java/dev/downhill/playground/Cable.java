package dev.downhill.playground;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way from a browser to the service, which can be cut and mended. */
final class Cable implements AutoCloseable {
    private final int service;
    private final int port;
    private final Set<Socket> lines = ConcurrentHashMap.newKeySet();
    private ServerSocket plug;

    Cable(int service) throws IOException {
        this.service = service;
        this.plug = plug(0);
        this.port = plug.getLocalPort();
    }

    int port() {
        return port;
    }

    /** Breaks every connection, and lets nobody make a new one. */
    void cut() throws IOException {
        plug.close();
        for (Socket line : lines) {
            line.close();
        }
        lines.clear();
    }

    void mend() throws IOException {
        plug = plug(port);
    }

    private ServerSocket plug(int at) throws IOException {
        var plug = new ServerSocket(at, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(() -> listen(plug));
        return plug;
    }

    private void listen(ServerSocket plug) {
        while (!plug.isClosed()) {
            try {
                Socket browser = plug.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), service);
                lines.add(browser);
                lines.add(server);
                Thread.startVirtualThread(() -> carry(browser, server));
                Thread.startVirtualThread(() -> carry(server, browser));
            } catch (IOException e) {
                // Cut.
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
        cut();
    }
}
