package com.pmerit.d4.mojo;

import com.pmerit.d4.site.Page;
import com.pmerit.d4.site.Visitor;
import com.pmerit.d4.smoke.Answer;
import com.pmerit.d4.smoke.Reply;
import com.pmerit.d4.smoke.Smoker;
import java.net.URI;

/** Asks for the pages of a site as smoke tests ask a Worker. */
final class SiteVisits implements Visitor {
    private final Smoker smoker;

    SiteVisits(Smoker smoker) {
        this.smoker = smoker;
    }

    @Override
    public Page visit(URI url) throws InterruptedException {
        Reply reply = smoker.page(url);
        if (reply instanceof Reply.NoAnswer none) {
            return new Page.Silent(none.reason());
        }
        Answer answer = (Answer) reply;
        return new Page.Answered(
                answer.status(),
                answer.mediaType().orElse(""),
                answer.bytesAsText(),
                !answer.isTooLong(),
                answer.location());
    }
}
