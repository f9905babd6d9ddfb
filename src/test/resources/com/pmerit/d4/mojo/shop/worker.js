export default {
  fetch: () => Response.json({ status: "healthy" }),
};
