package dev.downhill.requests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request written byte by byte, so that it can be wrong, late, or never end. */
final class RawRequest implements AutoCloseable {
    private final Socket socket;
    private final OutputStream out;

    /** Sends the head of a POST request. */
    RawRequest(int port, String path, String contentType, long contentLength) throws IOException {
        this.socket = new Socket("localhost", port);
        this.socket.setSoTimeout(30_000);
        this.out = socket.getOutputStream();
        send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + contentType + "\r\nContent-Length: "
                + contentLength + "\r\nConnection: close\r\n\r\n");
    }

    static RawRequest ofJson(int port, String path, long contentLength) throws IOException {
        return new RawRequest(port, path, "application/json", contentLength);
    }

    void send(String part) throws IOException {
        send(part.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends bytes; one that the service refuses to read any further is no error. */
    void send(byte[] part) throws IOException {
        try {
            out.write(part);
            out.flush();
        } catch (IOException e) {
            if (!socket.isConnected()) {
                throw e;
            }
        }
    }

    /** Returns the status and everything after it, once the service answers, whether or not it then hangs up. */
    String answer() throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        var text = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("0"); line = in.readLine()) {
            text.append(line).append('\n');
        }
        return text.toString().replaceFirst("^HTTP/1.1 ", "");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
