package dev.downhill.bench.attack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A connection that sends what it likes, as slowly as it likes, and reads only when it likes. */
final class Wire implements AutoCloseable {
    private static final int SMALL_BUFFER = 4096;

    private final Socket socket = new Socket();

    private Wire(ServiceProcess service, String from, int patienceMillis) throws IOException {
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(new InetSocketAddress("127.0.0.1", service.port()), patienceMillis);
        socket.setSoTimeout(patienceMillis);
    }

    static Wire to(ServiceProcess service) throws IOException {
        return new Wire(service, "127.0.0.1", 30_000);
    }

    /** Connects from another address of this machine, such as 127.0.0.2. */
    static Wire from(String address, ServiceProcess service) throws IOException {
        return new Wire(service, address, 30_000);
    }

    /** Sends the head of a request; lines follow the request line. */
    Wire head(String requestLine, String key, String... lines) throws IOException {
        var head = new StringBuilder(
                requestLine + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key + "\r\n");
        for (String line : lines) {
            head.append(line).append("\r\n");
        }
        return write(head.append("\r\n").toString());
    }

    Wire write(String text) throws IOException {
        return write(text.getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE);
    }

    /** Sends the first bytes of a text. */
    Wire write(byte[] text, int most) throws IOException {
        socket.getOutputStream().write(text, 0, Math.min(text.length, most));
        socket.getOutputStream().flush();
        return this;
    }

    /** Returns the status of the answer; or a word where none comes. */
    String status() {
        try {
            String line = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return line.length() < 12 ? "closed" : line.substring(9);
        } catch (SocketTimeoutException e) {
            return "no answer in time";
        } catch (IOException e) {
            return "closed";
        }
    }

    /** Returns the whole answer of a connection that ends with it. */
    String answer() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed already.
        }
    }
}
