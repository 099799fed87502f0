package dev.downhill.survival;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Gives each request that arrives to a virtual thread, and each request for health to one of two platform threads that
 * nothing else uses. So health answers while other requests keep every carrier of virtual threads busy.
 *
 * <p>The poller looks at the first bytes of a request before it hands it over. Only a whole {@code GET} or {@code HEAD}
 * without a body goes to the threads of health, and its connection ends with it: nobody occupies them by sending slowly or by
 * sending something else on the same connection. A connection with TLS is not looked into.
 */
final class HealthFirstEndpoint extends NioEndpoint {
    private static final int THREADS = 2;
    private static final int QUEUE_LENGTH = 64;
    private static final int READ_BUFFER = 8192;
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final ThreadLocal<ByteBuffer> buffers = ThreadLocal.withInitial(() -> ByteBuffer.allocate(READ_BUFFER));
    private volatile String path = "/actuator/health";
    private volatile @Nullable Survival survival;
    private volatile @Nullable ThreadPoolExecutor health;

    /** Sets where health is asked for. */
    void setPath(String path) {
        this.path = path;
    }

    /** Sets the object that counts out-of-memory errors. */
    void setSurvival(Survival survival) {
        this.survival = survival;
    }

    @Override
    public void startInternal() throws Exception {
        health = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE_LENGTH),
                Thread.ofPlatform().name("health-", 1).daemon().factory());
        super.startInternal();
        new Revival(getPoller(), this::isRunning, this::note).of(getName() + "-Poller");
    }

    @Override
    protected void startAcceptorThread() {
        super.startAcceptorThread();
        new Revival(acceptor, this::isRunning, this::note).of(getName() + "-Acceptor");
    }

    private void note(Throwable error) {
        Survival told = survival;
        boolean unused = told != null && told.note(error);
    }

    @Override
    public void stopInternal() {
        super.stopInternal();
        ThreadPoolExecutor threads = health;
        if (threads != null) {
            threads.shutdown();
        }
    }

    /** If memory runs out here, one connection ends; without this, Tomcat's poller would die. */
    @Override
    public boolean processSocket(@Nullable SocketWrapperBase<NioChannel> socket, SocketEvent event, boolean dispatch) {
        try {
            boolean taken = socket != null
                    && isNew(socket, event, dispatch)
                    && asksForHealth(socket)
                    && isHandedToHealth(socket, event);
            return taken || super.processSocket(socket, event, dispatch);
        } catch (OutOfMemoryError e) {
            note(e);
            return false;
        }
    }

    private boolean isNew(SocketWrapperBase<NioChannel> socket, SocketEvent event, boolean dispatch) {
        return dispatch && event == SocketEvent.OPEN_READ && socket.getCurrentProcessor() == null && !isSSLEnabled();
    }

    /** Looks at the bytes that have arrived, and puts them back. */
    private boolean asksForHealth(SocketWrapperBase<NioChannel> socket) {
        ByteBuffer head = buffers.get().clear();
        try {
            if (socket.read(false, head) <= 0) {
                return false;
            }
        } catch (IOException e) {
            // Tomcat meets it again where it closes the connection.
            return false;
        }
        head.flip();
        boolean asked = isForHealth(head);
        socket.unRead(head);
        return asked;
    }

    /** Returns whether a head is that of a whole request for health; the buffer's position stays. */
    boolean isForHealth(ByteBuffer head) {
        String asked = path;
        return (isAt(head, "GET " + asked) || isAt(head, "HEAD " + asked)) && isWholeWithoutBody(head);
    }

    private static boolean isAt(ByteBuffer head, String start) {
        if (head.remaining() <= start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            if (head.get(i) != start.charAt(i)) {
                return false;
            }
        }
        byte next = head.get(start.length());
        return next == ' ' || next == '/' || next == '?';
    }

    private static boolean isWholeWithoutBody(ByteBuffer head) {
        String text =
                StandardCharsets.ISO_8859_1.decode(head.duplicate()).toString().toLowerCase(Locale.ROOT);
        return text.contains(END_OF_HEAD) && !text.contains("content-length") && !text.contains("transfer-encoding");
    }

    private boolean isHandedToHealth(SocketWrapperBase<NioChannel> socket, SocketEvent event) {
        ThreadPoolExecutor threads = health;
        if (threads == null) {
            return false;
        }
        int left = getMaxKeepAliveRequests();
        socket.setKeepAliveLeft(1);
        try {
            threads.execute(createSocketProcessor(socket, event));
            return true;
        } catch (RejectedExecutionException e) {
            socket.setKeepAliveLeft(left);
            return false;
        }
    }
}
