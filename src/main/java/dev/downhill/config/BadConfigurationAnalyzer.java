package dev.downhill.config;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a few lines, in place of a stack trace, with which properties the service does not start. */
final class BadConfigurationAnalyzer extends AbstractFailureAnalyzer<BadConfiguration> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, BadConfiguration cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
