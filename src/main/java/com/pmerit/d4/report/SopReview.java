package com.pmerit.d4.report;

import com.pmerit.d4.sop.Judgement;
import com.pmerit.d4.sop.Ruling;
import java.time.Instant;
import java.util.List;

/**
 * What became of an SOP that was held against what is true: the model that {@code d4:sop} shows and writes when it reads one.
 *
 * @param subject what was asked, of which project
 * @param readAt when it was read
 * @param file the document, as it was named
 * @param judgements in the order of the document
 */
public record SopReview(Subject subject, Instant readAt, String file, List<Judgement> judgements) {
    /** Copies the list. */
    public SopReview {
        judgements = List.copyOf(judgements);
    }

    /** Those of a kind, in the order of the document. */
    public List<Judgement> having(Class<? extends Ruling> kind) {
        return judgements.stream()
                .filter(judgement -> kind.isInstance(judgement.ruling()))
                .toList();
    }
}
