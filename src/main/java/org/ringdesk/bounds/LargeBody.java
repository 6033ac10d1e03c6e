package org.ringdesk.bounds;

import org.springframework.util.unit.DataSize;

/**
 * A path that takes larger bodies than others, from known clients.
 *
 * @param path of a POST, exactly
 * @param multipart whether the body may be {@code multipart/form-data}, which is refused everywhere else
 */
public record LargeBody(String path, DataSize largest, boolean multipart) {}
