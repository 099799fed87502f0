package dev.downhill.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What holds for every request.
 *
 * @param requestSize the greatest length of a body
 */
@ConfigurationProperties("downhill.web")
record WebProperties(@DefaultValue("16MB") DataSize requestSize) {}
