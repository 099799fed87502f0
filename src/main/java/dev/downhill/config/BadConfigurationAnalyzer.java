package dev.downhill.config;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports the properties that prevent the start, in a few lines instead of a stack trace. */
final class BadConfigurationAnalyzer extends AbstractFailureAnalyzer<BadConfiguration> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, BadConfiguration cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
