package dev.downhill.datasets;

import dev.downhill.api.Refusal;
import org.springframework.http.HttpStatus;

/** There is no data set of that id. */
final class DatasetNotFound extends Refusal {
    private static final long serialVersionUID = 1L;

    DatasetNotFound(String id) {
        super(HttpStatus.NOT_FOUND, "dataset-not-found", "No such data set", "there is no data set '" + id + "'");
    }
}
