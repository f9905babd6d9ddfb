package com.pmerit.d4.cloudflare;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes calls: sends, judges, and repeats as far as the class of the call allows. */
final class ApiCaller {
    private final URI baseUrl;
    private final HttpExchanger exchanger;
    private final Judge judge;
    private final Waiting waiting;
    private final Redactor redactor;
    private final WriteGuard guard;

    ApiCaller(URI baseUrl, HttpExchanger exchanger, Judge judge, Waiting waiting, Redactor redactor, WriteGuard guard) {
        this.baseUrl = baseUrl;
        this.exchanger = exchanger;
        this.judge = judge;
        this.waiting = waiting;
        this.redactor = redactor;
        this.guard = guard;
    }

    /** The same caller, which asks before it sends a write. */
    ApiCaller guardedBy(WriteGuard asked) {
        return new ApiCaller(baseUrl, exchanger, judge, waiting, redactor, asked);
    }

    ApiRequest get(String purpose, String path) {
        return request(purpose, "GET", path, CallClass.READ, Payload.NONE);
    }

    /** A request below the base URL; the path may end in a query. */
    ApiRequest request(String purpose, String method, String path, CallClass callClass, Payload payload) {
        int query = path.indexOf('?');
        String shown = redactor.mask(query < 0 ? path : path.substring(0, query));
        ApiCall call = new ApiCall(plain(purpose), method, shown, callClass);
        return new ApiRequest(call, URI.create(baseUrl + path), Map.of(), payload, true);
    }

    /** Makes a call whose class needs no read-back. */
    <T> ApiResult<T> call(ApiRequest request, Function<Envelope, T> reader) {
        return new CallRun<T>(waiting, request, number -> attempt(request, number, reader), Optional.empty()).result();
    }

    /** Makes a read whose answer is a form and no JSON. */
    <T> ApiResult<T> callForForm(ApiRequest request, Function<RawAnswer, T> reader) {
        return new CallRun<T>(
                        waiting,
                        request,
                        number -> judge.judgeForm(request.call(), exchanger.send(request, number), reader),
                        Optional.empty())
                .result();
    }

    /** Makes a call that creates something, and looks for it when the outcome is unknown. */
    <T> ApiResult<T> create(ApiRequest request, Function<Envelope, T> reader, ReadBack<T> readBack) {
        return new CallRun<T>(waiting, request, number -> attempt(request, number, reader), Optional.of(readBack))
                .result();
    }

    /** Text from elsewhere, fit for a message. */
    String plain(String text) {
        return PlainText.of(redactor.mask(text));
    }

    void learn(SecretValue secret) {
        redactor.learn(secret);
    }

    /** One try. */
    <T> Judgement<T> attempt(ApiRequest request, int number, Function<Envelope, T> reader) {
        Optional<ApiFailure> withheld = withheld(request.call());
        return withheld.isPresent()
                ? new Judgement.Failure<>(withheld.get(), Judgement.Next.FINAL)
                : judge.judge(request.call(), exchanger.send(request, number), reader);
    }

    /** What keeps a call from being sent now. */
    Optional<ApiFailure> withheld(ApiCall call) {
        return call.callClass() == CallClass.READ
                ? Optional.empty()
                : guard.objection().map(why -> new ApiFailure.Withheld(call, plain(why)));
    }

    HttpExchanger exchanger() {
        return exchanger;
    }

    Waiting waiting() {
        return waiting;
    }
}
