package dev.downhill.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.ConsumptionProbe;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Counts the wrong keys that come from an address, and remembers which owners have used their keys there.
 *
 * <p>A whole classroom may share an address, so a student who guesses keys must not lock the others out. A strong key is
 * always accepted, because it cannot be guessed. A weak key may be a guess: after too many wrong keys from an address, it is
 * accepted only if it was used there before. An IPv6 address counts as its 64-bit network, which one client may own whole.
 */
@Component
final class WrongKeys {
    private static final int MOST_ADDRESSES = 100_000;
    private static final int NETWORK_BYTES = 8;

    private final ClientRates wrong;
    private final Cache<Visitor, Boolean> visitors = Caffeine.newBuilder()
            .maximumSize(MOST_ADDRESSES)
            .expireAfterAccess(Duration.ofHours(12))
            .build();

    WrongKeys(SecurityProperties properties, RateCounters counters) {
        this.wrong = counters.counter("wrong key", new Rate(properties.wrongKeysPerMinute(), Duration.ofMinutes(1)));
    }

    private record Visitor(String network, String owner) {}

    /** Counts a wrong key; returns the wait if too many came from the address, otherwise nothing. */
    Optional<Duration> count(String address) {
        ConsumptionProbe probe = wrong.count(networkOf(address));
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** Returns whether a right key that comes from an address is to be let in. */
    boolean letsIn(KeyRing.Key key, String address) {
        String network = networkOf(address);
        var visitor = new Visitor(network, key.owner());
        if (!key.strong() && visitors.getIfPresent(visitor) == null && wrong.isExhausted(network)) {
            return false;
        }
        visitors.put(visitor, true);
        return true;
    }

    private static String networkOf(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES))
                    : address;
        } catch (IllegalArgumentException e) {
            // A proxy may have named its client otherwise.
            return address;
        }
    }
}
