package dev.kith.kit.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import org.jboss.resteasy.reactive.common.util.EmptyInputStream;

/**
 * Interceptor that checks JSON bodies for valid UTF-8: the parser accepts overlong forms and lone
 * surrogates.
 */
@Provider
public class Utf8BodyInterceptor implements ReaderInterceptor {

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    // the class of the stream tells that there is no body
    if (JsonNode.class.isAssignableFrom(context.getType())
        && !(context.getInputStream() instanceof EmptyInputStream)) {
      context.setInputStream(new Utf8InputStream(context.getInputStream()));
    }
    try {
      return context.proceed();
    } catch (NumberFormatException exponent) {
      throw ProblemException.of(
          Problem.Kind.MALFORMED_JSON, "The body has a number whose exponent is out of range.");
    }
  }
}
