package dev.downhill.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes connections on to a port of this machine, until it is cut, silently or so that both sides hear of it. */
public final class CuttableProxy implements AutoCloseable {
    private static final int BUFFER = 8192;

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean broken;

    private CuttableProxy(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
        Thread.ofVirtual().name("proxy").start(this::accept);
    }

    public static CuttableProxy to(int port) throws IOException {
        return new CuttableProxy(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), port);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Cuts the network: bytes disappear, and no side hears of it. */
    public void cut() {
        cut = true;
    }

    /** Closes every connection, and each new one as soon as it is made; the port stays taken. */
    public void breakConnections() {
        broken = true;
        sockets.forEach(CuttableProxy::close);
    }

    /** Lets new connections through again; those from before stay dead. */
    public void mend() {
        sockets.forEach(CuttableProxy::close);
        cut = false;
        broken = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                sockets.add(client);
                if (!cut) {
                    var database = new Socket(InetAddress.getLoopbackAddress(), target);
                    sockets.add(database);
                    Thread.ofVirtual().start(() -> pass(client, database));
                    Thread.ofVirtual().start(() -> pass(database, client));
                }
                if (broken) {
                    sockets.forEach(CuttableProxy::close);
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        boolean dead = false;
        try {
            for (int count = from.getInputStream().read(buffer);
                    count >= 0;
                    count = from.getInputStream().read(buffer)) {
                dead |= cut;
                if (!dead) {
                    to.getOutputStream().write(buffer, 0, count);
                }
            }
        } catch (IOException e) {
            // The other side has gone.
        }
        if (!cut) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed already.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        sockets.forEach(CuttableProxy::close);
    }
}
